using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Onair.Emulator.S3.Storage;

[JsonSerializable(typeof(BucketRecord))]
[JsonSerializable(typeof(ObjectRecord))]
[JsonSerializable(typeof(UploadRecord))]
[JsonSerializable(typeof(PartRecord))]
internal sealed partial class StoreJson : JsonSerializerContext
{
    /// <summary>Replaces the file as a whole: whoever reads it sees the old content or the new one.</summary>
    public static void Save<T>(string path, T value, JsonTypeInfo<T> type)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.tmp";
        File.WriteAllBytes(draft, JsonSerializer.SerializeToUtf8Bytes(value, type));
        File.Move(draft, path, overwrite: true);
    }

    public static T Load<T>(string path, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(path), type)
        ?? throw new InvalidDataException($"{path} holds null.");
}
