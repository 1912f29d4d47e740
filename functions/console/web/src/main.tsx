import { render } from "preact";
import { shareWithTabs } from "./api/session";
import { loadSettings } from "./api/settings";
import { App } from "./app/App";
import { applyTheme } from "./app/theme";
import { ErrorMessage } from "./ui/ErrorMessage";
import "./styles/index.css";

applyTheme();
const root = document.getElementById("app")!;
Promise.all([loadSettings(), shareWithTabs()]).then(
  () => render(<App />, root),
  () => render(<ErrorMessage error={new Error("The console's settings could not be loaded.")} onRetry={() => location.reload()} />, root),
);
