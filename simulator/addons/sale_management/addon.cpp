#include "simulator/addons/sale_management/addon.h"

#include "simulator/addons/sale_management/models.h"

namespace paridoo::addons::sale_management {

orm::Addon sale_management() {
  return {
      .name = "sale_management",
      .depends = {"sale"},
      .models = {sale_order(), sale_order_line(), sale_order_option(), sale_order_template(), sale_order_template_line(), sale_order_template_option()},
  };
}

}  // namespace paridoo::addons::sale_management
