using Onair.Api;

namespace Onair.Tests.Unit.Docs;

/// <summary>docs/install.md does not uninstall the operator while resources need it: each of these kinds has its finalizer.</summary>
public sealed class UninstallTests
{
    [Fact]
    public void Every_kind_that_needs_the_operator_goes_first()
    {
        var kinds = string.Join(',', OnairResources.Kinds.Where(kind => kind.Scope == KindScope.WatchedNamespaces).Select(kind => kind.Plural).Order(StringComparer.Ordinal));

        File.ReadAllText(Path.Combine(Checkout.Root, "docs", "install.md")).ShouldContain(kinds);
    }
}
