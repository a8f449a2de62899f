namespace Onair.Signaling.Connections;

/// <summary>The users whose presence a socket has to look at again: each once, however often it changed meanwhile.</summary>
internal sealed class DueUsers
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _users = new(StringComparer.Ordinal);
    private bool _all;

    /// <summary>Adds a user, or with null all of them; true if nobody was due before, and thus somebody has to look.</summary>
    public bool Add(string? user)
    {
        lock (_lock)
        {
            var isFirst = !_all && _users.Count == 0;
            if (user is null) _all = true;
            else _users.Add(user);
            return isFirst;
        }
    }

    /// <summary>Those of the followed users that are due; none are afterwards.</summary>
    public HashSet<string> Take(IReadOnlySet<string> followed)
    {
        lock (_lock)
        {
            HashSet<string> due = new(_all ? followed : _users.Where(followed.Contains), StringComparer.Ordinal);
            _users.Clear();
            _all = false;
            return due;
        }
    }
}
