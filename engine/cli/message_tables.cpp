#include "engine/cli/message_tables.hpp"

#include "engine/batch/message_tables.hpp"
#include "engine/chart/messages.hpp"
#include "engine/cli/messages.hpp"
#include "engine/encrypt/messages.hpp"
#include "engine/files/messages.hpp"
#include "engine/kind/message_tables.hpp"
#include "engine/packet/message_tables.hpp"
#include "engine/qpdf/messages.hpp"
#include "engine/serve/messages.hpp"
#include "engine/vocabulary/messages.hpp"
#include "engine/xml/messages.hpp"

#include <iterator>

namespace engine::cli {

std::vector<MessageTable> message_tables() {
  std::vector<MessageTable> all{
      {"cli", messages::table},
      {"chart", chart::messages::table},
      {"serve", serve::messages::table},
      {"encrypt", encrypt::messages::table},
      {"files", files::messages::table},
      {"qpdf", qpdf::messages::table},
      {"vocabulary", vocabulary::messages::table},
      {"xml", xml::messages::table}};
  const auto add = [&](const auto& tables) {
    all.insert(all.end(), std::begin(tables), std::end(tables));
  };
  add(kind::message_tables);
  add(packet::message_tables);
  add(batch::message_tables);
  return all;
}

}  // namespace engine::cli
