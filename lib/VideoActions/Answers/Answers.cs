using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;

namespace Onair.VideoActions.Answers;

/// <summary>A new upload.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">The upload URL. Anyone who has it can upload: never logged.</param>
public sealed record CreatedUpload(string Id, string Url);

/// <summary>An upload, as reported by the service.</summary>
/// <param name="State">Its state.</param>
/// <param name="Url">The upload URL; null when the service does not return it.</param>
/// <param name="AssetId">Id of the asset; null when there is none yet.</param>
/// <param name="Error">Error message; null when the service does not return one.</param>
/// <param name="Token">The token that it was created with; null when the service does not return it.</param>
public sealed record UploadAnswer(UploadState State, string? Url, string? AssetId, string? Error, string? Token = null);

/// <summary>An asset, as reported by the service.</summary>
/// <param name="State">Its state.</param>
/// <param name="PlaybackId">The playback id; null when there is none yet.</param>
/// <param name="Error">Error message; null when the service does not return one.</param>
/// <param name="Media">Media properties.</param>
/// <param name="Token">The token that it was created with; null when the service does not return it.</param>
public sealed record AssetAnswer(AssetState State, string? PlaybackId, string? Error, MediaStatus Media, string? Token = null);

/// <summary>A result page of a find action.</summary>
/// <param name="Ids">The ids of all its items, in order.</param>
/// <param name="Found">The ids of those with the token.</param>
public sealed record FoundPage(IReadOnlyList<string> Ids, IReadOnlyList<string> Found);

/// <summary>The uploads and assets that a callback is about. Nothing else in it is trusted.</summary>
/// <param name="EventId">Its id; null when it has none.</param>
/// <param name="UploadIds">Uploads.</param>
/// <param name="AssetIds">Assets.</param>
/// <param name="Tokens">The tokens that they were created with.</param>
public sealed record CallbackSubject(string? EventId, IReadOnlyList<string> UploadIds, IReadOnlyList<string> AssetIds, IReadOnlyList<string> Tokens);
