interface DrawerProps {
  bucket: string;
  objectKey: string;
  deleted: boolean;
  onChanged: () => void;
  onClose: () => void;
}

export function ObjectDrawer(_props: DrawerProps) {
  return null;
}
