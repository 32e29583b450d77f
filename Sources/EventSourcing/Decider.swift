/// A pure decision-maker: what a command means in a state, and what an event does to it.
///
/// After thinkbeforecoding's *decider*: the same three functions serve the store, the tests and a dry run.
package protocol Decider {
  associatedtype Command
  associatedtype Event
  associatedtype State
  associatedtype Refusal: Error

  /// The state of a stream in which nothing has been recorded.
  static var initial: State { get }
  /// The events that a command leads to; throws where it cannot be understood.
  static func decide(_ command: Command, in state: State) throws(Refusal) -> [Event]
  /// The state after an event.
  static func evolve(_ state: inout State, with event: Event)
}
