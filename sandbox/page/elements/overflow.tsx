import type { Overflow } from '@slack/types';
import { useSurface } from '../blocks/surface.tsx';
import { Menu } from '../parts/menu.tsx';
import { plainText } from '../texts/text.tsx';
import type { ElementProps } from './field.ts';

export function OverflowElement({ element, blockId, actionId }: ElementProps<Overflow>) {
  const surface = useSurface();
  return (
    <Menu
      label="More actions"
      buttonClass="button button-icon"
      button={<span aria-hidden="true">⋯</span>}
      align="end"
      items={element.options.map((option) => ({
        key: option.value ?? option.text.text,
        label: plainText(option.text),
        detail: option.description ? plainText(option.description) : undefined,
        href: option.url || undefined,
        choose: () => {
          void surface.confirm(element.confirm).then((yes) => {
            if (yes)
              surface.send(element, blockId, actionId, {
                type: 'overflow',
                selected_option: { text: option.text, value: option.value ?? '' },
              });
          });
        },
      }))}
    />
  );
}
