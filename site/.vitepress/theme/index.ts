// The system's own fonts: nothing is loaded from elsewhere, and nothing has to be.
import theme from 'vitepress/theme-without-fonts';
import './style.css';

export default theme;
