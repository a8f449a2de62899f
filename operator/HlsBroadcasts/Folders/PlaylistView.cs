namespace Onair.Operator.HlsBroadcasts.Folders;

/// <summary>The playlists in a folder.</summary>
/// <param name="Media">The media playlists: the one that viewers open, or those that it lists. Empty when there is none.</param>
/// <param name="HasObjects">Whether anything is in the folder.</param>
/// <param name="IsWhole">Whether the playlists were read to their end.</param>
internal sealed record PlaylistView(IReadOnlyList<MediaPlaylist> Media, bool HasObjects, bool IsWhole)
{
    /// <summary>When one of them was last changed; null when there is none.</summary>
    public DateTimeOffset? ChangedAt => Media.Count == 0 ? null : Media.Max(m => m.ChangedAt);
}

/// <summary>A media playlist as it was read.</summary>
/// <param name="Key">Its key.</param>
/// <param name="ETag">Its ETag: a write on this condition replaces nothing newer.</param>
/// <param name="ChangedAt">When it was last changed.</param>
/// <param name="HasEnded">Whether it has an <c>#EXT-X-ENDLIST</c>; false also where it was not read to its end.</param>
/// <param name="CanEnd">Whether it can be written back with an end: it is a playlist, not compressed, and all of it was read.</param>
internal sealed record MediaPlaylist(string Key, string ETag, DateTimeOffset ChangedAt, bool HasEnded, bool CanEnd);
