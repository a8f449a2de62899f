using System.IO.Compression;
using Onair.Aws.ServiceModels;

namespace Onair.Aws.Generator.Pruning;

/// <summary>The full models, as botocore publishes them: <c>{service}/{API version}/{file}</c>, plain or compressed.</summary>
internal sealed class BotocoreData(string root)
{
    /// <summary>A file of the service's newest API version; null when that version has no such file.</summary>
    /// <exception cref="InvalidModelException">The folder has no such service.</exception>
    public byte[]? Read(string service, string name)
    {
        var file = Path.Combine(NewestVersion(service), name);
        if (File.Exists(file)) return File.ReadAllBytes(file);
        if (!File.Exists(file + ".gz")) return null;
        using var compressed = new GZipStream(File.OpenRead(file + ".gz"), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        compressed.CopyTo(plain);
        return plain.ToArray();
    }

    private string NewestVersion(string service)
    {
        var directory = Path.Combine(root, service);
        // Versions are dates, so their order as text is their order in time.
        return Directory.Exists(directory) && Directory.GetDirectories(directory).Max(StringComparer.Ordinal) is { } newest
            ? newest
            : throw new InvalidModelException($"{directory}: the folder must hold the API versions of service {service}.");
    }
}
