/** Slack's short names of the emoji that apps use, drawn with the system's own font. A name that is not here stays as it was written. */
const emoji: Readonly<Record<string, string>> = Object.fromEntries(
  `+1 👍|-1 👎|thumbsup 👍|thumbsdown 👎|wave 👋|clap 👏|pray 🙏|raised_hand ✋|ok_hand 👌|point_right 👉|point_left 👈|point_up ☝️|point_down 👇|handshake 🤝|muscle 💪|eyes 👀
smile 😄|smiley 😃|grinning 😀|slightly_smiling_face 🙂|wink 😉|joy 😂|thinking_face 🤔|cry 😢|disappointed 😞|sweat_smile 😅|neutral_face 😐|sunglasses 😎|heart ❤️|tada 🎉|sparkles ✨|fire 🔥|rocket 🚀|star ⭐|star2 🌟|100 💯
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|no_entry ⛔|no_entry_sign 🚫|warning ⚠️|rotating_light 🚨|exclamation ❗|question ❓|grey_question ❔|bangbang ‼️|information_source ℹ️|octagonal_sign 🛑|construction 🚧|recycle ♻️
red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢|large_blue_circle 🔵|large_purple_circle 🟣|white_circle ⚪|black_circle ⚫|large_green_square 🟩|large_red_square 🟥|large_yellow_square 🟨|small_blue_diamond 🔹|small_orange_diamond 🔸
hourglass ⌛|hourglass_flowing_sand ⏳|stopwatch ⏱️|alarm_clock ⏰|clock1 🕐|clock3 🕒|clock9 🕘|calendar 📆|date 📅|spiral_calendar_pad 🗓️|arrows_counterclockwise 🔄|repeat 🔁|arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|fast_forward ⏩|double_vertical_bar ⏸️|arrow_forward ▶️
lock 🔒|unlock 🔓|closed_lock_with_key 🔐|key 🔑|shield 🛡️|bust_in_silhouette 👤|busts_in_silhouette 👥|office 🏢|house 🏠|id 🆔|card_index 📇|credit_card 💳|moneybag 💰|euro 💶|money_with_wings 💸|receipt 🧾|ticket 🎫|tickets 🎟️|gift 🎁|label 🏷️|bar_chart 📊|chart_with_upwards_trend 📈
car 🚗|red_car 🚗|blue_car 🚙|taxi 🚕|bike 🚲|motor_scooter 🛵|scooter 🛴|kick_scooter 🛴|bus 🚌|minibus 🚐|battery 🔋|electric_plug 🔌|fuelpump ⛽|vertical_traffic_light 🚦|round_pushpin 📍|pushpin 📌|world_map 🗺️|checkered_flag 🏁|helm_symbol ☸️|wheel 🛞|anchor ⚓|ship 🚢|compass 🧭
mag 🔍|mag_right 🔎|memo 📝|pencil ✏️|pencil2 ✏️|clipboard 📋|page_facing_up 📄|newspaper 📰|bookmark 🔖|link 🔗|paperclip 📎|file_folder 📁|inbox_tray 📥|outbox_tray 📤|package 📦|email 📧|envelope ✉️|incoming_envelope 📨|mailbox 📫|phone ☎️|telephone_receiver 📞|iphone 📱|computer 💻|gear ⚙️|wrench 🔧|hammer_and_wrench 🛠️|toolbox 🧰
bell 🔔|no_bell 🔕|mega 📣|loudspeaker 📢|speech_balloon 💬|thought_balloon 💭|bulb 💡|zap ⚡|boom 💥|snowflake ❄️|sunny ☀️|cloud ☁️|umbrella ☔|bug 🐛|robot_face 🤖|wastebasket 🗑️|scroll 📜|balance_scale ⚖️|scales ⚖️|judge 🧑‍⚖️|hourglass_done ⌛|broom 🧹|game_die 🎲|test_tube 🧪`
    .split(/[|\n]/)
    .map((pair) => {
      const space = pair.indexOf(' ');
      return [pair.slice(0, space), pair.slice(space + 1)];
    }),
);

/** `:wave:` as 👋, unknown names untouched; a skin tone behind a name is dropped. */
export function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):(?::skin-tone-[2-6]:)?/g, (whole, name: string) =>
    Object.hasOwn(emoji, name) ? (emoji[name] ?? whole) : whole,
  );
}
