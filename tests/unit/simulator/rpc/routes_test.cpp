#include "simulator/rpc/routes.h"

#include <gtest/gtest.h>

namespace paridoo::rpc {
namespace {

std::string route_of(std::string_view path) {
  const auto found = match(path, orm::Series::v18);
  return found ? std::string(found->route->path) + " " + found->tail : "none";
}

TEST(Routes, TakeOneSegmentOrTheRestOfAPath) {
  EXPECT_EQ(route_of("/xmlrpc/common"), "/xmlrpc/<service> common");
  EXPECT_EQ(route_of("/xmlrpc/2/common"), "/xmlrpc/2/<service> common");
  EXPECT_EQ(route_of("/xmlrpc/2/common/more"), "none");
  EXPECT_EQ(route_of("/web/dataset/call_kw/res.partner/read"), "/web/dataset/call_kw/<path:path> res.partner/read");
}

TEST(Routes, MatchExactlyButForASlashAtTheEnd) {
  EXPECT_EQ(route_of("/jsonrpc/"), "/jsonrpc ");
  EXPECT_EQ(route_of("/jsonrpc2"), "none");
  EXPECT_EQ(route_of("/"), "none");
  EXPECT_EQ(route_of("/xmlrpc/"), "none");
  EXPECT_EQ(route_of("/web/database/list"), "/web/database/list ");
}

TEST(Routes, EachHasTheEndpointOfItsType) {
  for (const Route& route : all_routes()) {
    EXPECT_EQ(route.type == RouteType::http, route.http != nullptr) << route.path;
    EXPECT_EQ(route.type == RouteType::json_rpc, route.json != nullptr) << route.path;
  }
}

}  // namespace
}  // namespace paridoo::rpc
