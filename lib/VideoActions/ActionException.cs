namespace Onair.VideoActions;

/// <summary>
/// An action of the map does not fit the service: a template comes out wrong, or an answer has nothing where it should. The message
/// names the action and the template or path, and never shows a credential: <c>spec.video.actions.getAsset.state: $.data.status: …</c>.
/// </summary>
public sealed class ActionException(string message) : Exception(message);
