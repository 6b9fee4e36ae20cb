/** The field that `/` leads to: the page's own search where it has one, else the one in the frame. */
class Slash {
  field = $state.raw<HTMLInputElement | null>(null);
}
export const slash = new Slash();
