import { adjustIngredient, listIngredients, listMovements, putIngredient } from './ingredients';
import { listPurchaseOrders, receive, sendPurchaseOrderNow } from './purchase-orders';
import { listRecipes, putRecipe } from './recipes';
import { listReservations } from './reservations';

export const routes = [
  listIngredients,
  putIngredient,
  adjustIngredient,
  listMovements,
  listRecipes,
  putRecipe,
  listReservations,
  listPurchaseOrders,
  sendPurchaseOrderNow,
  receive,
];
