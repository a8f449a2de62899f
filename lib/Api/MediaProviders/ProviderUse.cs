using k8s;
using k8s.Models;
using Onair.Api.Rules;

namespace Onair.Api.MediaProviders;

/// <summary>The part of a MediaProvider that a kind uses.</summary>
public enum ProviderPart
{
    /// <summary><c>spec.aws</c>: the account.</summary>
    Aws,

    /// <summary><c>spec.video</c>: the service.</summary>
    Video,
}

/// <summary>How the objects of a kind use MediaProviders.</summary>
/// <param name="Part">The part that they use.</param>
/// <param name="Has">Whether an object has, or may have, something at the provider with a name.</param>
/// <param name="HasOrWillHave">The same, or that it declares the provider.</param>
public sealed record ProviderUse<T>(ProviderPart Part, Func<T, string, bool> Has, Func<T, string, bool> HasOrWillHave);

/// <summary>The objects of a kind that use a provider.</summary>
/// <param name="Kind">The kind, e.g. <c>LiveStream</c>.</param>
/// <param name="Names">The objects, as <c>namespace/name</c>.</param>
public sealed record ProviderUsers(string Kind, IReadOnlyList<string> Names)
{
    /// <summary>Whether the text names them, and does not only count them: they are in namespaces that the reader may not be allowed to see.</summary>
    public bool AreNamed { get; init; } = true;
}

/// <summary>The users of a provider, which block its deletion. Pure functions.</summary>
public static class ProviderUse
{
    /// <summary>What the user can do; part of the message that rejects the deletion.</summary>
    public const string Remedy = "Delete them first, or set spec.onAirGuard: false.";

    /// <summary>The objects of a kind that have something at a provider, by name.</summary>
    /// <param name="kind">A kind that uses providers.</param>
    /// <param name="all">All its objects.</param>
    /// <param name="provider">The provider's name.</param>
    public static ProviderUsers Of<T>(KindDefinition<T> kind, IEnumerable<T> all, string provider)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        ArgumentNullException.ThrowIfNull(kind);
        var use = kind.ProviderUse ?? throw new ArgumentException($"{kind.Kind} uses no MediaProvider", nameof(kind));
        return new(kind.Kind, [.. all.Where(user => use.Has(user, provider)).Select(user => $"{user.Namespace()}/{user.Name()}").Order(StringComparer.Ordinal)]);
    }

    /// <summary>
    /// Counts the users and names the first few: <c>2 LiveStreams (shows/a, shows/b), 1 ArchiveSplit (shows/c) and 1 VideoAsset (shows/d)</c>;
    /// null when there are none.
    /// </summary>
    public static string? Text(IEnumerable<ProviderUsers> users)
    {
        string[] texts = [.. users.Where(kind => kind.Names.Count > 0).Select(Text)];
        return texts.Length == 0 ? null : Listed(texts, "and");
    }

    /// <summary>Writes a list: <c>a, b or c</c>.</summary>
    /// <param name="items">At least one.</param>
    /// <param name="word">The word before the last, e.g. <c>or</c>.</param>
    public static string Listed(IReadOnlyList<string> items, string word)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items.Count == 1 ? items[0] : $"{string.Join(", ", items.SkipLast(1))} {word} {items[^1]}";
    }

    private static string Text(ProviderUsers users) =>
        $"{users.Names.Count} {users.Kind}{(users.Names.Count == 1 ? "" : "s")}{(users.AreNamed ? $" ({NameList.Abbreviate(users.Names)})" : "")}";
}
