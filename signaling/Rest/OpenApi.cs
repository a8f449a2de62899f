using System.Reflection;

namespace Onair.Signaling.Rest;

/// <summary>The description of the REST API.</summary>
internal static class OpenApi
{
    public static byte[] Document { get; } = Read();

    private static byte[] Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("openapi.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
