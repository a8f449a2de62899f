using System.Security.Cryptography;
using System.Text;
using Onair.Api.LiveStreams;

namespace Onair.Gateway.Streams;

/// <summary>Names of Kubernetes objects that the stream API creates.</summary>
internal static class ObjectNames
{
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";
    private const int RandomLength = 6;
    private const int LongestSlug = 40;
    private const int LongestOwned = 63;
    private const int HashLength = 8;

    /// <summary>A new name for an object that people gave a name: <c>town-hall-x7k2pq</c>. It says the same to people, as far as it can.</summary>
    /// <param name="name">The name that people gave it.</param>
    /// <param name="noun">What it is, for a name of which nothing can be kept.</param>
    public static string New(string name, string noun) => $"{Slug(name) ?? noun}-{RandomNumberGenerator.GetString(Alphabet, RandomLength)}";

    /// <summary>The letters and digits of ASCII in a text, in lower case, with hyphens between them; null when there are none.</summary>
    public static string? Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text)
        {
            if (slug.Length == LongestSlug) break;
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(char.ToLowerInvariant(c));
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }
        var trimmed = slug.ToString().Trim('-');
        return trimmed.Length == 0 ? null : trimmed;
    }

    /// <summary>The Connector that brings a meeting to the stream.</summary>
    public static string Chime(LiveStream stream) => Owned(stream, "chime");

    /// <summary>The stream's IvsChannel, and the Connector that pushes to it.</summary>
    public static string Ivs(LiveStream stream) => Owned(stream, "ivs");

    /// <summary>The ArchiveSplit of a session with a name modifier: the same for the same request, so that its repetition finds it.</summary>
    public static string Split(LiveStream stream, string sessionId, string nameModifier) => Owned(stream, $"split-{Hash($"{sessionId}\n{nameModifier}", 16)}");

    /// <summary>A new Secret with a meeting's URL.</summary>
    public static string NewSecret(string connector) => $"{connector}-{RandomNumberGenerator.GetString(Alphabet, RandomLength)}";

    // Pods and labels take 63 characters at most.
    private static string Owned(LiveStream stream, string suffix)
    {
        var name = stream.Metadata.Name!;
        var longest = LongestOwned - suffix.Length - 1;
        return name.Length <= longest ? $"{name}-{suffix}" : $"{name[..(longest - HashLength - 1)].TrimEnd('-', '.')}-{Hash(name, HashLength)}-{suffix}";
    }

    private static string Hash(string text, int length) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..length];
}
