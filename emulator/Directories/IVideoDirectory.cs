namespace Onair.Emulator.Directories;

/// <summary>Mux's uploads and assets, for the admin page.</summary>
internal interface IVideoDirectory
{
    /// <summary>The newest first.</summary>
    IReadOnlyList<VideoSummary> List();
}

/// <summary>An upload or an asset.</summary>
/// <param name="Kind"><c>upload</c> or <c>asset</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Passthrough">What the client attached to it; null for nothing.</param>
/// <param name="Status">Mux's, e.g. <c>preparing</c>.</param>
internal sealed record VideoSummary(string Kind, string Id, string? Passthrough, string Status);
