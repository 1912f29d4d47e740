import { useEffect, useState } from "preact/hooks";
import { droppedFiles, holdsFiles, type Chosen } from "../../upload/files";

/** Takes files and folders dropped anywhere on the page; answers whether some are being dragged over it. */
export function useFileDrop(onFiles: (files: Chosen[]) => void, onError: (error: unknown) => void): boolean {
  const [over, setOver] = useState(false);

  useEffect(() => {
    function drag(event: DragEvent) {
      if (holdsFiles(event.dataTransfer) && !document.querySelector("dialog[open]")) {
        event.preventDefault();
        event.dataTransfer!.dropEffect = "copy";
        setOver(true);
      }
    }

    function leave(event: DragEvent) {
      // Of the window, not of something within it.
      if (!event.relatedTarget) {
        setOver(false);
      }
    }

    function drop(event: DragEvent) {
      setOver(false);
      if (!holdsFiles(event.dataTransfer)) {
        return;
      }
      event.preventDefault();
      if (!document.querySelector("dialog[open]")) {
        droppedFiles(event.dataTransfer!).then(onFiles, onError);
      }
    }

    addEventListener("dragover", drag);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", drag);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
    };
  }, [onFiles, onError]);

  return over;
}
