#include "simulator/addons/ov/addon.h"

#include "simulator/addons/ov/models.h"

namespace paridoo::addons::ov {

orm::Addon ov() {
  std::vector<orm::Behaviour> models = {abs_subscription(),    ov_asset(),     ov_asset_event(), ov_bop_line(),
                                        ov_bop_property(),     ov_bop_sheet(), ov_membership(),  ov_outlet(),
                                        ov_serviced_account(), sale_order(),   stock_picking(),  stock_scrap()};
  for (orm::Behaviour& assignment : sa_assignments()) models.push_back(std::move(assignment));
  return {.name = "ov", .depends = {"abs", "helpdesk"}, .models = std::move(models)};
}

}  // namespace paridoo::addons::ov
