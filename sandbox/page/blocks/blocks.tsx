import type { AnyBlock } from '@slack/types';
import { lazy, Suspense } from 'react';
import { ElementView } from '../elements/element.tsx';
import { plainText, Text } from '../texts/text.tsx';
import { actionIdOf, type Placed, place } from '../values.ts';
import { Context, Header, Picture, Section } from './basic.tsx';
import { InputView } from './input.tsx';
import { RichText } from './rich-text.tsx';
import { Table } from './table.tsx';

// Large, and needed by few messages: it comes when the first block wants it.
const LibraryBlock = lazy(() => import('./library.tsx'));

/** Blocks as Slack draws them. `prefix` keeps the ids of blocks inside a container apart from those around it. */
export function Blocks({ blocks, prefix }: { blocks: readonly AnyBlock[]; prefix?: string }) {
  return (
    <div className="blocks">
      {place(blocks, prefix).map((placed) => (
        <BlockView key={placed.blockId} {...placed} />
      ))}
    </div>
  );
}

function BlockView({ block, blockId }: Placed) {
  switch (block.type) {
    case 'section':
      return <Section block={block} blockId={blockId} />;
    case 'header':
      return <Header block={block} />;
    case 'context':
      return <Context block={block} />;
    case 'divider':
      return <hr className="block-divider" />;
    case 'image':
      return <Picture block={block} />;
    case 'rich_text':
      return <RichText block={block} />;
    case 'table':
      return <Table rows={block.rows} settings={block.column_settings ?? []} />;
    case 'data_table':
      return <Table rows={block.rows} settings={[]} caption={block.caption} header />;
    case 'input':
      return <InputView block={block} blockId={blockId} />;
    case 'actions':
    case 'context_actions':
      return (
        <div className="block-actions">
          {block.elements.map((element, index) => {
            const actionId = actionIdOf(element, index);
            return <ElementView key={actionId} element={element} blockId={blockId} actionId={actionId} dispatch />;
          })}
        </div>
      );
    case 'alert':
      return (
        <div className={`block-alert alert-${block.level ?? 'default'}`} role="note">
          <Text text={block.text} />
        </div>
      );
    case 'container':
      return (
        <section className="block-container">
          {block.title && <h4 dir="auto">{plainText(block.title)}</h4>}
          {block.subtitle && <Text text={block.subtitle} className="container-subtitle" />}
          <Blocks blocks={block.child_blocks} prefix={blockId} />
        </section>
      );
    default:
      return (
        <Suspense fallback={<div className="block-waiting" />}>
          <LibraryBlock block={block} />
        </Suspense>
      );
  }
}
