import '../style/tokens.css';
import '../style/base.css';
import '../style/top-bar.css';
import '../style/help.css';
import { show } from '../page.tsx';
import { Help } from './help.tsx';

show(<Help />);
