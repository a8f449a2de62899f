using Onair.Api.HlsBroadcasts;

namespace Onair.Operator.HlsBroadcasts.Folders;

/// <summary>
/// A folder that is proven to be a broadcast's: its path contains the broadcast's uid. Nothing is read, changed, published or deleted, and no
/// credentials are issued, without one.
/// </summary>
internal sealed record OwnedFolder
{
    private OwnedFolder(S3Location location) => Location = location;

    public S3Location Location { get; }

    public string Bucket => Location.Bucket;

    /// <summary>The prefix without a slash at its end.</summary>
    public string Key => Location.Key;

    /// <summary>A folder; null when nothing proves whose it is.</summary>
    /// <param name="folder">The folder, as recorded or declared: <c>s3://bucket/path</c>.</param>
    /// <param name="uid">The broadcast's uid.</param>
    public static OwnedFolder? Of(string? folder, string uid) => folder is not null && FolderRules.IsOf(folder, uid) ? new(S3Location.Parse(folder)) : null;

    /// <summary>Something below it.</summary>
    public S3Location At(string relative) => Location.At(relative);

    public override string ToString() => Location.ToString();
}
