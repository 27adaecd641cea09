import '../style/tokens.css';
import '../style/base.css';
import '../style/door.css';
import { Door } from '../components/door.tsx';
import { Heading } from '../components/heading.tsx';
import * as say from '../messages.ts';
import { show } from '../page.tsx';

show(
  <Door>
    <Heading>{say.notFound}</Heading>
    <p>{say.notFoundHelp}</p>
    <p>
      <a href="/">{say.notFoundHome}</a>
    </p>
  </Door>,
);
