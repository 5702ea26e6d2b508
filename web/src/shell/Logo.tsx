import { base } from '../config';

export const Logo = ({ size = 24 }: { size?: number }) => <img src={`${base}logo.svg`} width={size} height={size} alt="" />;
