import '../style/tokens.css';
import '../style/base.css';
import '../style/forms.css';
import '../style/top-bar.css';
import '../style/inside.css';
import '../style/phone.css';
import { Mark } from '../components/mark.tsx';
import { show } from '../page.tsx';
import { PhonePage } from './phone-page.tsx';

show(
  <>
    <header class="top-bar">
      <Mark />
    </header>
    <main class="inside">
      <PhonePage />
    </main>
  </>,
);
