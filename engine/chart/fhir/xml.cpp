#include "engine/chart/fhir/fhir.hpp"

namespace engine::chart::fhir {

namespace {

std::string_view local(std::string_view name) {
  return name.substr(name.find(':') + 1);
}

/// The text of an element with the tags inside it, without what these say besides.
std::string markup_of(const xml::Element& element) {
  const auto& nodes = element.tree().nodes;
  std::string all;
  for (auto i = element.first_child(); i != xml::Node::none; i = nodes[i].next) {
    if (nodes[i].is_text()) {
      all += xml::escaped(nodes[i].text);
    } else {
      const std::string name{local(nodes[i].name)};
      all += '<' + name + '>' + markup_of({element.tree(), i}) + "</" + name + '>';
    }
  }
  return all;
}

/// An element as JSON has it: what has a value alone is text, all else an object; what comes again
/// is a list.
Value value_of(const xml::Element& element, bool is_of_section = false) {
  Value object = Value::object();
  const auto put = [&](std::string_view name, Value value) {
    if (Value* known = object.find(name)) {
      if (!known->is_list()) {
        Value list = Value::list();
        list.add({}, std::move(*known));
        *known = std::move(list);
      }
      known->add({}, std::move(value));
    } else {
      object.add(std::string{name}, std::move(value));
    }
  };
  const xml::Attribute* own = element.attribute("value");
  for (const auto* name : {"id", "url"}) {
    if (const xml::Attribute* said = element.attribute(name))
      put(name, Value::of_text(std::string{said->value}));
  }
  element.for_each_child([&](const xml::Element& child) {
    const std::string_view name = local(child.name());
    // XHTML for people is generated from the same resource; that of a document's section may say
    // more.
    if (name == "div") {
      if (is_of_section) put(name, Value::of_text(markup_of(child)));
      return;
    }
    // A resource stands inside an element that is named after it, in another one.
    const bool is_resource = name == "resource" || name == "contained";
    const bool is_text = name == "text" && local(element.name()) == "section";
    put(name, is_resource ? resource_in(child) : value_of(child, is_text));
  });
  if (own) return Value::of_text(std::string{own->value});  // with an extension: the value counts
  return object;
}

}  // namespace

Value resource_of(const xml::Element& element) {
  Value value = value_of(element);
  if (!value.is_object()) value = Value::object();
  value.add("resourceType", Value::of_text(std::string{local(element.name())}));
  return value;
}

Value resource_in(const xml::Element& holder) {
  Value inside;
  holder.for_each_child([&](const xml::Element& child) {
    if (!inside) inside = resource_of(child);
  });
  return inside;
}

}  // namespace engine::chart::fhir
