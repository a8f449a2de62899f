namespace Onair.Video;

/// <summary>What is wrong with a map.</summary>
/// <param name="Field">The field below the MediaProvider's, e.g. <c>spec.video.actions.createUpload.request.body</c>.</param>
/// <param name="Value">What it says; null when it is missing.</param>
/// <param name="Rule">What must hold.</param>
public sealed record MapError(string Field, string? Value, string Rule);
