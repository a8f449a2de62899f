using System.Text.Json.Serialization;

namespace Onair.Emulator.Media.Archive;

/// <summary>Where a recorded segment belongs; kept beside its file until the bucket has it.</summary>
/// <param name="ChannelId">The channel that recorded it.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The object's name.</param>
internal sealed record ArchivePart(string ChannelId, string Bucket, string Key);

/// <summary>A segment that the bucket has.</summary>
internal sealed record StoredArchivePart(ArchivePart Part, long Bytes, DateTimeOffset StoredAt);

[JsonSerializable(typeof(ArchivePart))]
internal sealed partial class ArchiveJson : JsonSerializerContext;
