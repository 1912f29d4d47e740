import { useState } from "preact/hooks";
import { objectsHref } from "../../app/routes";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";

/** For keys that may use some bucket, but not see which there are. */
export function OpenBucket() {
  const [name, setName] = useState("");

  function open(event: Event) {
    event.preventDefault();
    location.assign(objectsHref(name.trim()));
  }

  return (
    <form class="card open-bucket" onSubmit={open}>
      <TextField
        label="Bucket name"
        hint="Your access key may not list buckets. It may still be allowed to use one whose name you know."
        value={name}
        onValue={setName}
        required
      />
      <Button kind="primary" type="submit" icon="folder">
        Open bucket
      </Button>
    </form>
  );
}
