import '../style/tokens.css';
import '../style/base.css';
import '../style/forms.css';
import '../style/top-bar.css';
import '../style/docs.css';
import { show } from '../page.tsx';
import { Docs } from './docs.tsx';

show(<Docs />);
