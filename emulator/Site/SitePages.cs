using System.Reflection;
using System.Text.Encodings.Web;

namespace Onair.Emulator.Site;

/// <summary>The pages of the example site, with the names of those who take part: what any web site's templates do.</summary>
internal static class SitePages
{
    /// <summary>The pages and their only style sheet.</summary>
    public static readonly IReadOnlySet<string> Names = new HashSet<string> { "index.html", "studio.html", "watch.html", "site.css" };

    /// <summary>A page as the visitor gets it. Everything that comes from the URL is encoded.</summary>
    public static string Render(string page, SiteOptions site, string user, string of)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"site/{page}")!);
        var identity = site.TokenSecret.Length == 0
            ? $"""data-user="{Encode(user)}" data-name="{Encode(NameOf(user))}" """
            : $"""data-token-url="/site/token?site={Uri.EscapeDataString(site.Name)}&amp;user={Uri.EscapeDataString(user)}" """;
        return reader.ReadToEnd()
            .Replace("{signaling}", Encode(site.Signaling.TrimEnd('/')), StringComparison.Ordinal)
            .Replace("{site}", Encode(site.Name), StringComparison.Ordinal)
            .Replace("{identity}", identity.TrimEnd(), StringComparison.Ordinal)
            .Replace("{user}", Encode(user), StringComparison.Ordinal)
            .Replace("{of}", Encode(of), StringComparison.Ordinal)
            .Replace("{of.name}", Encode(NameOf(of)), StringComparison.Ordinal);
    }

    /// <summary>The name to show for a user.</summary>
    public static string NameOf(string user) => user.Length == 0 ? user : char.ToUpperInvariant(user[0]) + user[1..];

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
