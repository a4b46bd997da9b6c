import type { ContextBlock, HeaderBlock, ImageBlock, SectionBlock, TextObject } from '@slack/types';
import { useState } from 'react';
import { ElementView } from '../elements/element.tsx';
import { keyed, plainText, Text } from '../texts/text.tsx';
import { actionIdOf } from '../values.ts';

/** From this length on Slack folds a section's text behind “Show more”. */
const FOLD_CHARACTERS = 900;
const FOLD_LINES = 14;

export function Section({ block, blockId }: { block: SectionBlock; blockId: string }) {
  const { accessory } = block;
  return (
    <div className={`block-section ${accessory ? `with-${accessory.type === 'image' ? 'image' : 'element'}` : ''}`}>
      <div className="section-main">
        {block.text && <Foldable text={block.text} whole={block.expand === true} />}
        {block.fields && (
          <div className="section-fields">
            {keyed(block.fields, (field) => (
              <Text text={field} className="section-field" />
            ))}
          </div>
        )}
      </div>
      {accessory?.type === 'image' && <Img url={urlOf(accessory)} alt={accessory.alt_text} className="section-image" />}
      {accessory && accessory.type !== 'image' && (
        <div className="section-accessory">
          <ElementView element={accessory} blockId={blockId} actionId={actionIdOf(accessory)} dispatch />
        </div>
      )}
    </div>
  );
}

function Foldable({ text, whole }: { text: TextObject; whole: boolean }) {
  const long = !whole && (text.text.length > FOLD_CHARACTERS || text.text.split('\n').length > FOLD_LINES);
  const [open, setOpen] = useState(false);
  if (!long) return <Text text={text} />;
  return (
    <>
      <div className={open ? '' : 'folded'}>
        <Text text={text} />
      </div>
      <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Show less' : 'Show more'}
      </button>
    </>
  );
}

export function Header({ block }: { block: HeaderBlock }) {
  return (
    <h3 className="block-header" dir="auto">
      {plainText(block.text)}
    </h3>
  );
}

export function Context({ block }: { block: ContextBlock }) {
  return (
    <div className="block-context">
      {keyed(block.elements, (element) =>
        element.type === 'image' ? (
          <Img url={urlOf(element)} alt={element.alt_text} className="context-image" />
        ) : (
          <Text text={element} />
        ),
      )}
    </div>
  );
}

export function Picture({ block }: { block: ImageBlock }) {
  return (
    <figure className="block-image">
      {block.title && <figcaption dir="auto">{plainText(block.title)}</figcaption>}
      <Img url={urlOf(block)} alt={block.alt_text} className="picture" />
    </figure>
  );
}

type Imaged = { image_url: string } | { slack_file: { url: string } | { id: string } };

function urlOf(image: Imaged): string | undefined {
  if ('image_url' in image) return image.image_url;
  return 'url' in image.slack_file ? image.slack_file.url : undefined;
}

/** A picture, or its description if the picture cannot be had (the sandbox loads nothing from the internet). */
function Img({ url, alt, className }: { url: string | undefined; alt: string; className: string }) {
  const [broken, setBroken] = useState(false);
  if (!url || broken) {
    return (
      <span className={`${className} image-missing`} role="img" aria-label={alt} title={alt}>
        <span aria-hidden="true">🖼</span>
        {className === 'picture' && <span dir="auto">{alt}</span>}
      </span>
    );
  }
  return <img className={className} src={url} alt={alt} onError={() => setBroken(true)} />;
}
