import icon from "./icon.svg";

export function Logo() {
  return (
    <span class="logo">
      <img src={icon} alt="" width={28} height={28} />
      Coffer
    </span>
  );
}
