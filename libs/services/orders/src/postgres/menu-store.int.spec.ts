import { openShop, type Shop } from '../testing/shop';
import { theMenu } from '../testing/menu';

let shop: Shop;
beforeAll(async () => void (shop = await openShop()));
afterAll(() => shop.close());

it('the first menu is offered as it was written, in its order', async () => {
  expect(await shop.parts.menus.read()).toEqual(theMenu);
});
