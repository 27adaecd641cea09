import '../style/tokens.css';
import '../style/base.css';
import '../style/forms.css';
import '../style/door.css';
import { show } from '../page.tsx';
import { ConfirmAddress } from './confirm-address.tsx';

show(<ConfirmAddress />);
