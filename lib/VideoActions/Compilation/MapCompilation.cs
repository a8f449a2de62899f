using Onair.Api.Rules;
using Onair.Primitives;

namespace Onair.VideoActions.Compilation;

/// <summary>A compilation in progress, with the errors found so far.</summary>
/// <param name="variables">The values that templates can use as variables.</param>
internal sealed class MapCompilation(IReadOnlyDictionary<string, string> variables)
{
    // Errors quote the value up to this length.
    private const int Longest = 100;

    private readonly List<Violation> _errors = [];

    /// <summary>The values that templates can use as variables.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; } = variables;

    /// <summary>All errors found so far.</summary>
    public IReadOnlyList<Violation> Errors => _errors;

    /// <summary>Adds an error.</summary>
    public void Fail(string field, string? value, string rule) => _errors.Add(new(field, value is null ? null : Ellipsis.Cut(value, Longest), rule));

    /// <summary>Adds an error and returns null in place of the compiled part.</summary>
    public T? Fail<T>(string field, string? value, string rule)
        where T : class
    {
        Fail(field, value, rule);
        return null;
    }
}
