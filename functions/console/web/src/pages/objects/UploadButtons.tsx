import { useEffect, useRef } from "preact/hooks";
import { chosenFiles, type Chosen } from "../../upload/files";
import { Button } from "../../ui/Button";
import type { IconName } from "../../ui/Icon";

export function UploadButtons({ onFiles }: { onFiles: (files: Chosen[]) => void }) {
  return (
    <>
      <ChooseButton text="Upload files" icon="upload" kind="primary" onFiles={onFiles} />
      <ChooseButton text="Upload folder" icon="folder" folders onFiles={onFiles} />
    </>
  );
}

interface ChooseProps {
  text: string;
  icon: IconName;
  kind?: "primary" | "secondary";
  /** Chooses a folder with all that is in it. */
  folders?: boolean;
  onFiles: (files: Chosen[]) => void;
}

function ChooseButton({ text, icon, kind = "secondary", folders = false, onFiles }: ChooseProps) {
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    input.current!.webkitdirectory = folders;
  }, []);

  return (
    <>
      <Button kind={kind} icon={icon} onClick={() => input.current?.click()}>
        {text}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={folders ? "Folder to upload" : "Files to upload"}
        onChange={(event) => {
          onFiles(chosenFiles(event.currentTarget.files!));
          // So that the same files can be chosen again.
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
