namespace Onair.VideoActions;

/// <summary>
/// An action of the map does not match the service: a template rendered something invalid, or a response lacks a value. The message
/// names the action and the template or path, and never contains a credential: <c>spec.video.actions.getAsset.state: $.data.status: …</c>.
/// </summary>
public sealed class ActionException(string message) : Exception(message);
