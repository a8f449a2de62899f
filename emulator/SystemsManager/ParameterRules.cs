using System.Text.RegularExpressions;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.SystemsManager;

/// <summary>Parameter Store's rules beyond the model (PutParameter in its API reference). No message contains a value.</summary>
internal static partial class ParameterRules
{
    private const int MaxLevels = 15;
    private const int MaxNameLength = 1011;

    /// <exception cref="OperationException">The name breaks a rule.</exception>
    public static void CheckName(string name)
    {
        if (name.Length > MaxNameLength) throw Invalid($"Name: length {name.Length} must be less than or equal to {MaxNameLength}");
        if (!Allowed().IsMatch(name)) throw Invalid($"Name: value '{name}' may hold only letters, digits and the symbols . - _ /");
        if (name.Contains('/', StringComparison.Ordinal) && name[0] != '/')
            throw Invalid($"Name: value '{name}' must be a fully qualified name: a hierarchy begins with /");
        if (name[^1] == '/' || name.Contains("//", StringComparison.Ordinal)) throw Invalid($"Name: value '{name}' has an empty level");
        if (Reserved().IsMatch(name)) throw Invalid($"Name: value '{name}' can't be prefixed with \"aws\" or \"ssm\" (case-insensitive)");
        var levels = name.Split('/', StringSplitOptions.RemoveEmptyEntries).Length;
        if (levels > MaxLevels)
            throw new OperationException("HierarchyLevelLimitExceededException", $"A hierarchy can have a maximum of {MaxLevels} levels, the name has {levels}");
    }

    /// <exception cref="OperationException">The value does not fit tier or pattern.</exception>
    public static void CheckValue(string value, string tier, string? allowedPattern)
    {
        var limit = tier == "Advanced" ? 8192 : 4096;
        if (value.Length == 0) throw Invalid("Value: length must be greater than or equal to 1");
        if (value.Length > limit) throw Invalid($"Value: {tier} tier parameters support a maximum parameter value of {limit} characters, got {value.Length}");
        if (allowedPattern is null) return;
        try
        {
            if (!Regex.IsMatch(value, allowedPattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
                throw new OperationException("ParameterPatternMismatchException", $"Parameter value can't be validated against allowedPattern: {allowedPattern}");
        }
        catch (ArgumentException)
        {
            throw new OperationException("InvalidAllowedPatternException", $"AllowedPattern: value '{allowedPattern}' is no regular expression");
        }
    }

    public static OperationException Invalid(string message) => new("ValidationException", message);

    [GeneratedRegex(@"^[a-zA-Z0-9_.\-/]+\z")]
    private static partial Regex Allowed();

    [GeneratedRegex("^/?(aws|ssm)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reserved();
}
