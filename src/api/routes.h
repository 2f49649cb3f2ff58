// The one route table.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "src/api/route.h"

namespace paridoo::api {

std::span<const Route> routes();

// Where a path leads.
struct RouteMatch {
  const Route* route = nullptr;                     // nullptr: there is none for this method
  std::map<std::string, Id, std::less<>> ids = {};  // of the route
  std::map<std::string, std::string, std::less<>> texts = {};
  std::vector<std::string_view> methods = {};  // that the path takes; empty: there is no such path
};

// HEAD is taken where GET is, OPTIONS everywhere.
RouteMatch find_route(std::string_view method, std::string_view path);

}  // namespace paridoo::api
