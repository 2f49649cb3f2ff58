// The rows of the route table, by area: each has one use case and one schema for each part of it.
#pragma once

#include <span>

#include "src/api/route.h"

namespace paridoo::api {

std::span<const Route> workflow_routes();  // routes.cpp
std::span<const Route> stock_routes();     // stock_routes.cpp
std::span<const Route> product_routes();   // product_routes.cpp
std::span<const Route> order_routes();     // order_routes.cpp
std::span<const Route> money_routes();     // money_routes.cpp

}  // namespace paridoo::api
