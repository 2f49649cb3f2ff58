#include "src/api/route_tables.h"
namespace paridoo::api {
std::span<const Route> money_routes() { return {}; }
}  // namespace paridoo::api
