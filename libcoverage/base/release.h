#pragma once

namespace coverage {

/// Gives a container's memory back: assigning `{}` to a `std::vector` or clearing it keeps all of
/// it.
template <class Container>
void release(Container& container) {
  Container().swap(container);
}

}  // namespace coverage
