import { useState } from "preact/hooks";
import { Button } from "../ui/Button";
import { chooseTheme, theme } from "./theme";

export function ThemeSwitch() {
  const [current, setCurrent] = useState(theme());
  const other = current === "dark" ? "light" : "dark";
  const label = `Use the ${other} theme`;

  function change() {
    chooseTheme(other);
    setCurrent(other);
  }

  return <Button kind="ghost" icon={other === "light" ? "sun" : "moon"} aria-label={label} title={label} onClick={change} />;
}
