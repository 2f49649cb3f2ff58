#include "src/api/idempotent.h"

#include <fmt/format.h>

#include <algorithm>

#include "src/api/errors.h"

namespace paridoo::api {

namespace {

using delivery::StoredAnswer;

constexpr std::size_t key_length_max = 255;

bool is_key(std::string_view key) {
  return key.size() <= key_length_max &&
         std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c <= '~'; });
}

std::string name_of(const governance::Identity& caller) {
  if (caller.employee != 0) return fmt::format("employee {}", caller.employee);
  return caller.customer != 0 ? fmt::format("customer {}", caller.customer) : "system";
}

// What makes one request another than the next.
std::string content_of(const HttpRequest& request) {
  return fmt::format("{} {}\n{}\n{}", request.method, request.path, request.header("X-SA-ID"), request.body);
}

// Odoo put the first change off, so that the same request may be sent again.
bool nothing_was_done(const Error& error, bool changed) {
  return !changed && (error.kind == ErrorKind::unreachable || error.kind == ErrorKind::overloaded);
}

// Settles the claim whatever happens: a bug of ours must not leave others waiting.
class Claim {
 public:
  Claim(delivery::IdempotencyStore& store, std::string caller, std::string_view key, std::string_view request_id,
        const bool& changed)
      : store_(store), caller_(std::move(caller)), key_(key), request_id_(request_id), changed_(changed) {}
  Claim(const Claim&) = delete;
  Claim& operator=(const Claim&) = delete;
  ~Claim() {
    if (settled_) return;
    try {
      settle(Error{ErrorKind::internal_error, "This is our fault."});
    } catch (const std::exception&) {
      // The store fails too: the key stays as that of a request that was cut off.
    }
  }

  void settle(const Result<Answer>& answer) {
    settled_ = true;
    if (answer) return store_.finish(caller_, key_, {.status = answer->status, .body = answer->body});
    if (nothing_was_done(answer.error(), changed_)) return store_.abandon(caller_, key_);
    const auto response = error_response(answer.error(), request_id_);
    store_.finish(caller_, key_, {.status = response.status, .body = response.body});
  }

 private:
  delivery::IdempotencyStore& store_;
  const std::string caller_;
  const std::string_view key_;
  const std::string_view request_id_;
  const bool& changed_;
  bool settled_ = false;
};

}  // namespace

Result<HttpResponse> carry_out_once(delivery::IdempotencyStore& store, const Route& route, const Call& call,
                                    const HttpRequest& request, const bool& changed) {
  const auto key = request.header("Idempotency-Key");
  if (!is_key(key))
    return Error{ErrorKind::invalid_request, "The Idempotency-Key is not one: up to 255 plain letters."};
  const auto caller = name_of(call.caller);
  auto first = store.claim(caller, key, content_of(request));
  if (!first) return first.error();
  if (*first) {
    return HttpResponse{
        .status = (*first)->status, .headers = {{"Idempotency-Replayed", "true"}}, .body = std::move((*first)->body)};
  }
  Claim claim(store, caller, key, call.request_id, changed);
  auto answer = route.handler(call);
  claim.settle(answer);
  if (!answer) return answer.error();
  return HttpResponse{.status = answer->status, .headers = {}, .body = std::move(answer->body)};
}

}  // namespace paridoo::api
