#include "src/odoo/transport/in_process.h"

namespace paridoo::odoo {

Transport in_process_transport(std::function<WireResponse(const WireRequest&)> answer) {
  return [answer = std::move(answer)](const WireRequest& request) -> Result<WireResponse> {
    try {
      return answer(request);
    } catch (const std::exception& failure) {
      return Error{.kind = ErrorKind::connection_lost, .message = "Odoo broke off.", .detail = failure.what()};
    }
  };
}

}  // namespace paridoo::odoo
