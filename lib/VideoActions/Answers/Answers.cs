using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;

namespace Onair.VideoActions.Answers;

/// <summary>An upload that was made.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where a client uploads to: whoever has it can. Never logged.</param>
public sealed record CreatedUpload(string Id, string Url);

/// <summary>What is said of an upload.</summary>
/// <param name="State">Its state.</param>
/// <param name="Url">Where a client uploads to; null when the service does not say.</param>
/// <param name="AssetId">The asset; null when there is none.</param>
/// <param name="Error">What went wrong; null when the service does not say.</param>
public sealed record UploadAnswer(UploadState State, string? Url, string? AssetId, string? Error);

/// <summary>What is said of an asset.</summary>
/// <param name="State">Its state.</param>
/// <param name="PlaybackId">The id that URLs for viewers have; null when there is none yet.</param>
/// <param name="Error">What went wrong; null when the service does not say.</param>
/// <param name="Media">What it consists of.</param>
public sealed record AssetAnswer(AssetState State, string? PlaybackId, string? Error, MediaStatus Media);

/// <summary>A page of a search.</summary>
/// <param name="Ids">The ids of all its items, in order.</param>
/// <param name="Found">The ids of those with the token.</param>
public sealed record FoundPage(IReadOnlyList<string> Ids, IReadOnlyList<string> Found);

/// <summary>Whom a callback is about. Nothing else of it is believed.</summary>
/// <param name="EventId">Its id; null when it has none.</param>
/// <param name="UploadIds">Uploads.</param>
/// <param name="AssetIds">Assets.</param>
/// <param name="Tokens">What they were made with.</param>
public sealed record CallbackSubject(string? EventId, IReadOnlyList<string> UploadIds, IReadOnlyList<string> AssetIds, IReadOnlyList<string> Tokens);
