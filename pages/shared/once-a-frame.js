/**
 * Makes of something that is done what is done once in a frame, however often it is asked for meanwhile.
 * @param {() => void} work
 */
export function onceAFrame(work) {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      work();
    });
  };
}
