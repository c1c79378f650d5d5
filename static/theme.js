// Before the first paint: the theme this device has chosen, if any.
try {
	var theme = localStorage.getItem('toadlane-theme');
	if (theme) document.documentElement.dataset.theme = theme;
} catch {
	// Storage is closed to us: the system's own theme it is.
}
