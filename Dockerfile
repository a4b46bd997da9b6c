# docker compose up, or: docker build -t wheelhouse . && docker run --read-only --tmpfs /tmp --env-file .env wheelhouse
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# The build comes after the sources.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production DATA_DIR=/data PORT=3000
WORKDIR /app
COPY --from=build /app/package.json /app/manifest.yml ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/bin ./bin
COPY --from=build /app/scripts/build.mjs ./scripts/build.mjs
COPY --from=build /app/sandbox/policy.yml ./sandbox/policy.yml
COPY --from=build /app/dist ./dist
# All that it writes: the embedded database and its key. With DATABASE_URL it writes nothing.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/start.js"]
