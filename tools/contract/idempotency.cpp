#include <future>

#include "tools/contract/flows.h"
#include "tools/contract/walk.h"

namespace paridoo::contract_suite {

namespace {

constexpr auto area = "idempotency keys";

ApiRequest keyed(const std::string& key, ApiRequest request) {
  request.headers["Idempotency-Key"] = key;
  return request;
}

ApiRequest quotation_for(const Stage& stage, const std::string& reference) {
  return post("/api/quotations", {{"customer_id", stage.customer},
                                  {"client_order_ref", reference},
                                  {"products", {{{"product_id", stage.fitting}, {"quantity", 1}}}}});
}

// Sends it twice: the second answer is the first again, to the letter.
void replay(Recorder& recorder, const std::string& name, const ApiRequest& request, int status,
            const std::string& schema) {
  std::string first;
  const auto run = [&](const std::string& which, bool replayed) {
    recorder.run(
        {.area = area, .name = name + which, .contract = schema, .request = request, .expect = [&](const auto& reply) {
           expect_reply(reply, status, schema);
           expect(reply.headers.contains("Idempotency-Replayed") == replayed, "whose answer is it?");
           if (replayed) expect_equal(reply.text, first, "the answer");
           first = reply.text;
         }});
  };
  run("", false);
  run(", again", true);
}

std::int64_t orders_called(const Target& target, const std::string& reference) {
  const auto count = target.odoo.search_count("sale.order", odoo::where("client_order_ref", "=", reference));
  if (!count) throw CaseFailed(count.error().message);
  return *count;
}

void send_twice_at_once(const Recorder& recorder, const ApiRequest& request, const std::string& reference) {
  const auto send = [&] {
    auto signed_request = request;
    signed_request.headers["Authorization"] = recorder.agent();
    return ApiClient(recorder.target().api_url).send(signed_request);
  };
  auto other = std::async(std::launch::async, send);
  const auto one = send();
  expect_reply(one, 201, "quotation.response");
  expect_equal(other.get().text, one.text, "the other answer");
  expect_equal(orders_called(recorder.target(), reference), 1, "the number of quotations");
}

}  // namespace

void run_idempotency(Recorder& recorder, const Stage& stage) {
  const auto key = "key of " + stage.first_meter;
  const auto reference = "ONCE " + stage.first_meter;
  const auto name = [&](const char* suffix) { return stage.first_meter + suffix; };
  replay(recorder, "a quotation", keyed(name("-a"), quotation_for(stage, reference)), 201, "quotation.response");
  recorder.run(area, "there is one of it",
               [&] { expect_equal(orders_called(recorder.target(), reference), 1, "the number of quotations"); });
  Walk walk(recorder, area);
  walk.refused("another body with its key", keyed(name("-a"), quotation_for(stage, "OTHER")), 409,
               "idempotency_conflict");
  walk.refused("a key with a space", keyed(key, quotation_for(stage, reference)), 400, "invalid_request");
  const json unknown = {{"customer_id", 2147483646}, {"products", {{{"product_id", stage.fitting}, {"quantity", 1}}}}};
  replay(recorder, "a refusal", keyed(name("-b"), post("/api/quotations", unknown)), 404, "error");
  recorder.run(area, "two at once", [&] {
    const auto twice = "TWICE " + stage.first_meter;
    send_twice_at_once(recorder, keyed(name("-c"), quotation_for(stage, twice)), twice);
  });
}

}  // namespace paridoo::contract_suite
